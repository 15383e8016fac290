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
package io.glaux.arrow;

/**
 * A batch whose buffers cannot be the columns that they should be. The message names the column and no values.
 */
public final class InvalidBatchException
        extends RuntimeException
{
    public InvalidBatchException(String message)
    {
        super(message);
    }

    public InvalidBatchException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
