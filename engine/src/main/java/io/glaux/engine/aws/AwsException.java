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

import java.util.LinkedHashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * An error as an AWS service answers it.
 */
public final class AwsException
        extends RuntimeException
{
    private final int status;
    private final String type;
    private final Map<String, String> members;

    /**
     * @param type the error shape of the service model, for instance {@code InvalidRequestException}
     * @param members further members of the error body, for instance {@code AthenaErrorCode}, in order
     */
    public AwsException(int status, String type, String message, Map<String, String> members)
    {
        super(message);
        this.status = status;
        this.type = requireNonNull(type, "type is null");
        this.members = new LinkedHashMap<>(members);
    }

    public AwsException(int status, String type, String message)
    {
        this(status, type, message, Map.of());
    }

    public int status()
    {
        return status;
    }

    public String type()
    {
        return type;
    }

    public Map<String, String> members()
    {
        return members;
    }
}
