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

import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;

import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Makes scripted sources; one of them cannot be reached, and others never come to an end.
 */
public final class ScriptedFactory
        implements SourceFactory
{
    @Override
    public String name()
    {
        return "scripted";
    }

    @Override
    public Set<Setting> settings()
    {
        return Set.of(
                Setting.of("hangs", "connect or close"),
                Setting.of("reachable", "true or false; default true"),
                Setting.secret("password", "any text"));
    }

    @Override
    public Source create(SourceSettings settings)
    {
        if (!settings.isTrue("reachable", true)) {
            throw SourceException.of(SourceErrorCode.SOURCE_UNAVAILABLE, "The source is not there");
        }
        String hangs = settings.find("hangs").orElse("");
        if (hangs.equals("connect")) {
            hang();
        }
        Probe probe = new Probe();
        return hangs.equals("close")
                ? new ScriptedSource(probe)
        {
            @Override
            public void close()
            {
                hang();
            }
        }
                : new ScriptedSource(probe);
    }

    private static void hang()
    {
        CountDownLatch never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            }
            catch (InterruptedException _) {
                // as a driver does that does not listen
            }
        }
    }
}
