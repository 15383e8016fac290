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

import java.io.ByteArrayOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Percent-encoding as SigV4 wants it: everything but {@code A-Z a-z 0-9 - . _ ~} of the UTF-8 form, in upper-case
 * hexadecimal.
 */
public final class PercentEncoding
{
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    public static String encode(String text)
    {
        return encode(text.getBytes(UTF_8));
    }

    static String encode(byte[] bytes)
    {
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte octet : bytes) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            }
            else {
                encoded.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return encoded.toString();
    }

    /**
     * A percent sign that no two hexadecimal digits follow stands for itself.
     */
    public static byte[] decode(String encoded)
    {
        byte[] bytes = encoded.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int index = 0; index < bytes.length; index++) {
            int high = bytes[index] == '%' && index + 2 < bytes.length ? Character.digit(bytes[index + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[index + 2], 16);
            if (low < 0) {
                decoded.write(bytes[index]);
            }
            else {
                decoded.write(high << 4 | low);
                index += 2;
            }
        }
        return decoded.toByteArray();
    }

    private static boolean isUnreserved(byte octet)
    {
        return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9')
                || octet == '-' || octet == '.' || octet == '_' || octet == '~';
    }
}
