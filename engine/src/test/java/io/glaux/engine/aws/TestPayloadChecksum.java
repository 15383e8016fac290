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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;
import java.util.Random;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The check values are those of the catalogue of CRC algorithms (reveng.sourceforge.io) and of the hashes'
 * specifications, for the text 123456789.
 */
final class TestPayloadChecksum
{
    private static final byte[] CHECK = "123456789".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
            "crc32, cbf43926",
            "crc32c, e3069283",
            "crc64nvme, ae8b14860a799888",
            "md5, 25f9e794323b453885f5181f1b624d0b",
            "sha1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
            "sha256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    })
    void testCheckValues(String name, String value)
    {
        PayloadChecksum checksum = PayloadChecksum.of("x-amz-checksum-" + name).orElseThrow();
        checksum.update(CHECK, CHECK.length);
        int textLength = checksum.textLength();
        byte[] found = checksum.finish();
        assertThat(HexFormat.of().formatHex(found)).isEqualTo(value);
        assertThat(found).hasSize(checksum.byteLength());
        assertThat(textLength).isEqualTo((found.length + 2) / 3 * 4);
    }

    @Test
    void testBytewiseAndAtOnce()
    {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        Crc64Nvme bytewise = new Crc64Nvme();
        for (byte octet : bytes) {
            bytewise.update(octet);
        }
        for (int split = 0; split < 20; split++) {
            Crc64Nvme atOnce = new Crc64Nvme();
            atOnce.update(bytes, 0, split);
            atOnce.update(bytes, split, bytes.length - split);
            assertThat(atOnce.getValue()).isEqualTo(bytewise.getValue());
        }
    }

    @Test
    void testUnknown()
    {
        assertThat(PayloadChecksum.of("x-amz-checksum-tomorrow")).isEmpty();
        assertThat(PayloadChecksum.of("content-md5")).isEmpty();
    }
}
