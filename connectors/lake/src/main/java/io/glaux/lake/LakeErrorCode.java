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
package io.glaux.lake;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

import static io.trino.spi.ErrorType.INSUFFICIENT_RESOURCES;

/**
 * Error codes of the lake's readers, from 0x0600_0000: Trino's own connectors stay below.
 */
enum LakeErrorCode
        implements ErrorCodeSupplier
{
    GLAUX_SCAN_REFUSED(0, INSUFFICIENT_RESOURCES);

    private static final int BASE = 0x0600_0000;

    private final int code;
    private final ErrorType type;

    LakeErrorCode(int code, ErrorType type)
    {
        this.code = BASE + code;
        this.type = type;
    }

    @Override
    public ErrorCode toErrorCode()
    {
        return new ErrorCode(code, name(), type);
    }
}
