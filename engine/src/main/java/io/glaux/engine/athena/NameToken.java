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
package io.glaux.engine.athena;

import java.util.Base64;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The continuation of a list that is in the order of names: the last name of a page, with a check sum.
 */
final class NameToken
{
    private static final char SEPARATOR = ':';

    private NameToken() {}

    static String write(String lastName)
    {
        return Base64.getEncoder().encodeToString((checkSum(lastName) + SEPARATOR + lastName).getBytes(UTF_8));
    }

    /**
     * @param token null for the first page
     * @return the last name of the page before; empty for the first page
     */
    static String read(String token)
    {
        if (token == null) {
            return "";
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), UTF_8);
            int separator = text.indexOf(SEPARATOR);
            if (separator > 0 && text.substring(0, separator).equals(checkSum(text.substring(separator + 1)))) {
                return text.substring(separator + 1);
            }
        }
        catch (IllegalArgumentException _) {
            // not Base64: malformed like any other
        }
        throw AthenaErrors.invalidInput("The nextPageToken is malformed: " + token);
    }

    private static String checkSum(String name)
    {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
