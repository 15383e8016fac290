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
package io.glaux.engine.identity;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Seals secrets that are stored and must be readable again: AES-256-GCM with a random nonce for each. A sealed secret
 * opens only for the owner that it was sealed for.
 */
public final class SecretBox
{
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "1:";

    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * @param key 32 bytes
     */
    public SecretBox(byte[] key, SecureRandom random)
    {
        this.key = new SecretKeySpec(key, "AES");
        this.random = requireNonNull(random, "random is null");
    }

    public String seal(String owner, String secret)
    {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, owner, secret.getBytes(UTF_8));
        byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        return VERSION + Base64.getEncoder().encodeToString(whole);
    }

    /**
     * @throws IllegalStateException if it was sealed for another owner or with another key
     */
    public String open(String owner, String sealed)
    {
        if (!sealed.startsWith(VERSION)) {
            throw new IllegalStateException("A secret of %s was sealed by another version of Glaux".formatted(owner));
        }
        ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(VERSION.length())));
        byte[] nonce = new byte[NONCE_BYTES];
        whole.get(nonce);
        byte[] rest = new byte[whole.remaining()];
        whole.get(rest);
        return new String(run(Cipher.DECRYPT_MODE, nonce, owner, rest), UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, String owner, byte[] input)
    {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(UTF_8));
            return cipher.doFinal(input);
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A secret of %s does not open: the store belongs to another cluster.secret".formatted(owner), e);
        }
    }
}
