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
package io.glaux.engine.aws;

import java.util.Locale;
import java.util.Optional;

/**
 * Virtual-hosted addressing of S3: the bucket as the first label of the host. Only {@code BUCKET.localhost} and
 * {@code BUCKET.s3.localhost} are taken so, since any other name of this machine may have dots of its own.
 */
public final class VirtualHost
{
    private static final String LOCALHOST = ".localhost";
    private static final String S3 = ".s3";

    private VirtualHost() {}

    /**
     * The bucket that a Host header names, if it names one.
     *
     * @param host may end with a port
     */
    public static Optional<String> bucket(String host)
    {
        int colon = host.lastIndexOf(':');
        String name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (!name.endsWith(LOCALHOST)) {
            return Optional.empty();
        }
        String rest = name.substring(0, name.length() - LOCALHOST.length());
        if (rest.equals("s3")) {
            return Optional.empty();
        }
        return Optional.of(rest.endsWith(S3) ? rest.substring(0, rest.length() - S3.length()) : rest);
    }
}
