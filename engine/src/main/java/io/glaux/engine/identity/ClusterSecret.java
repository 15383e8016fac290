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

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.security.GeneralSecurityException;
import java.util.Base64;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The secret that the processes of one instance share. Every internal secret is derived from it by HMAC-SHA256 with a
 * label, so one file is all that a worker needs.
 */
public final class ClusterSecret
{
    private static final int SHORTEST = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param secret at least 32 bytes, random
     */
    public ClusterSecret(byte[] secret)
    {
        checkArgument(secret.length >= SHORTEST, "The cluster secret is shorter than %s bytes", SHORTEST);
        this.key = new SecretKeySpec(secret, HMAC);
    }

    /**
     * 32 bytes that only who knows the secret can tell.
     *
     * @param label what they are for; one label, one use
     */
    public byte[] derive(String label)
    {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(label.getBytes(UTF_8));
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The derived bytes as text of letters, digits, - and _.
     */
    public String deriveText(String label)
    {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derive(label));
    }

    /**
     * An access key that is not stored anywhere, for one of our own services.
     *
     * @param service its name in upper-case letters; it is part of the key's id
     */
    public AccessKey serviceKey(String service)
    {
        return new AccessKey("GLAUX" + service, deriveText("service-key:" + service));
    }

    @Override
    public String toString()
    {
        return "ClusterSecret";
    }
}
