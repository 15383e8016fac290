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
package io.glaux.engine.glue;

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.catalog.CatalogErrors;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.glue.model.GlueException;

import java.util.Optional;

/**
 * Failures of the catalog as errors of Glue's service model.
 */
final class GlueErrors
{
    private GlueErrors() {}

    /**
     * A failure of another Glue keeps that Glue's own type and status.
     */
    static AwsException of(RuntimeException failure)
    {
        if (!(failure instanceof GlauxException known)) {
            return new AwsException(500, "InternalServiceException", "Internal error: the server's log has its cause");
        }
        if (known.getCause() instanceof GlueException remote) {
            String type = Optional.ofNullable(remote.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse(CatalogErrors.glueName(known.code()));
            return new AwsException(remote.statusCode() == 0 ? 500 : remote.statusCode(), type, known.getMessage());
        }
        String type = CatalogErrors.glueName(known.code());
        return new AwsException(type.equals("InternalServiceException") ? 500 : 400, type, known.getMessage());
    }
}
