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
package io.glaux.cli.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import static java.util.Objects.requireNonNull;

/**
 * What a side answered: sides that are compared must have given the same.
 *
 * @param digest of all values in the order in which they came
 */
record BenchAnswer(long rows, String digest)
{
    BenchAnswer
    {
        requireNonNull(digest, "digest is null");
    }

    static Collector collector()
    {
        return new Collector();
    }

    static final class Collector
    {
        private static final byte[] NULL = {0};
        private static final byte[] END_OF_VALUE = {1};
        private static final byte[] END_OF_ROW = {2};

        private final MessageDigest digest;
        private long rows;

        private Collector()
        {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            }
            catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        void row(String... values)
        {
            for (String value : values) {
                digest.update(value == null ? NULL : value.getBytes(StandardCharsets.UTF_8));
                digest.update(END_OF_VALUE);
            }
            digest.update(END_OF_ROW);
            rows++;
        }

        BenchAnswer answer()
        {
            return new BenchAnswer(rows, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
