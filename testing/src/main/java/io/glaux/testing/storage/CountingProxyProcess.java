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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A {@link CountingProxy} for the benchmarks, which start it from this source: so it and what it needs use nothing but
 * the JDK. It prints its URL, and then for each line that it reads the bytes served of objects with that in their
 * paths.
 */
public final class CountingProxyProcess
{
    private CountingProxyProcess() {}

    /**
     * @param arguments the URL of the server behind
     */
    public static void main(String[] arguments)
            throws IOException
    {
        try (CountingProxy proxy = CountingProxy.start(URI.create(arguments[0]));
                BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println(proxy.url());
            String path = questions.readLine();
            while (path != null) {
                System.out.println(served(proxy, path));
                path = questions.readLine();
            }
        }
    }

    private static long served(CountingProxy proxy, String path)
    {
        return proxy.snapshot().stream()
                .filter(get -> get.path().contains(path))
                .mapToLong(ServedGet::bytes)
                .sum();
    }
}
