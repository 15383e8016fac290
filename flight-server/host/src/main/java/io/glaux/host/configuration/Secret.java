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
package io.glaux.host.configuration;

import java.security.MessageDigest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * A text that is not shown.
 */
public final class Secret
{
    private final String value;

    public Secret(String value)
    {
        this.value = requireNonNull(value, "value is null");
    }

    /**
     * Takes as long whatever the texts have in common.
     */
    public boolean matches(String candidate)
    {
        return MessageDigest.isEqual(value.getBytes(UTF_8), candidate.getBytes(UTF_8));
    }

    public int length()
    {
        return value.length();
    }

    public byte[] bytes()
    {
        return value.getBytes(UTF_8);
    }

    @Override
    public String toString()
    {
        return "***";
    }
}
