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

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The key that signs in one credential scope, derived from the secret of an access key.
 */
final class SigningSecret
{
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    SigningSecret(String secret, Credential credential)
    {
        byte[] date = hmac(("AWS4" + secret).getBytes(UTF_8), credential.date());
        this.key = hmac(hmac(hmac(date, credential.region()), credential.service()), Credential.TERMINATOR);
    }

    String sign(String stringToSign)
    {
        return HexFormat.of().formatHex(hmac(key, stringToSign));
    }

    static String stringToSign(String amzDate, Credential credential, String canonicalRequest)
    {
        return String.join("\n", ALGORITHM, amzDate, credential.scope(), sha256(canonicalRequest.getBytes(UTF_8)));
    }

    static String sha256(byte[] bytes)
    {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256()
    {
        try {
            return MessageDigest.getInstance("SHA-256");
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text)
    {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(UTF_8));
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
