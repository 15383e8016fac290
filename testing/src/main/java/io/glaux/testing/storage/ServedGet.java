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
package io.glaux.testing.storage;

import static java.util.Objects.requireNonNull;

/**
 * One GET of an object that was answered with a body of it.
 *
 * @param path decoded, with the bucket: {@code /bucket/key}
 * @param range the header Range, or nothing
 * @param bytes body bytes that went to the client
 * @param promised what Content-Length said: more than {@code bytes} if the client went away
 */
public record ServedGet(String path, String range, long bytes, long promised)
{
    public ServedGet
    {
        requireNonNull(path, "path is null");
        requireNonNull(range, "range is null");
    }
}
