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

import java.io.IOException;

/**
 * One AWS service on the endpoint. Requests reach it with a verified signature.
 */
public interface AwsService
{
    /**
     * The name in the credential scope of its requests, for instance {@code athena}.
     */
    String signingName();

    /**
     * The form of its errors.
     */
    default AwsProtocol protocol()
    {
        return AwsProtocol.JSON;
    }

    /**
     * Answers a request, wholly.
     *
     * @throws AwsException to answer with an error of AWS in the form of this service's protocol
     */
    void handle(AwsRequest request, AwsResponse response)
            throws IOException;
}
