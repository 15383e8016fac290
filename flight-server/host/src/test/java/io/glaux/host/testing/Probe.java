/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.host.testing;

import io.glaux.source.Call;
import io.glaux.source.RateShare;
import io.glaux.source.ScanRequest;
import io.glaux.source.SplitRequest;
import io.glaux.source.WriteKind;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a scripted source was asked for, and where it is.
 */
public final class Probe
{
    public final AtomicInteger openReaders = new AtomicInteger();
    public final AtomicInteger closedReaders = new AtomicInteger();
    public final AtomicInteger interruptions = new AtomicInteger();
    public final AtomicReference<Thread> reader = new AtomicReference<>();
    public final CountDownLatch release = new CountDownLatch(1);
    public final AtomicReference<ScanRequest> scan = new AtomicReference<>();
    public final AtomicReference<SplitRequest> split = new AtomicReference<>();
    public final AtomicReference<Call> call = new AtomicReference<>();
    public final AtomicInteger madeSplits = new AtomicInteger();
    public final List<Optional<RateShare>> shares = new CopyOnWriteArrayList<>();
    public final List<Written> written = new CopyOnWriteArrayList<>();
    public final List<String> ended = new CopyOnWriteArrayList<>();
    public final ConcurrentHashMap<String, Integer> lookups = new ConcurrentHashMap<>();
    public volatile boolean isClosed;

    public record Written(WriteKind kind, List<List<Object>> rows) {}
}
