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
package io.glaux.source.batch;

/**
 * When a batch is full: with the row that brings it to the target or to the most rows. A row that would take it beyond
 * the most bytes begins the next one; one that is larger than that by itself travels alone.
 *
 * @param targetBytes of the body of a batch
 * @param maxBytes of the body of a batch with more than one row
 * @param maxRowBytes of the body of a batch of one row; what is larger is an error
 * @param maxRows of a batch that has columns
 */
public record BatchLimits(long targetBytes, long maxBytes, long maxRowBytes, int maxRows)
{
    /**
     * Within what the protocol allows: 1 MiB, 8 MiB, 64 MiB, 16,384 rows.
     */
    public static final BatchLimits DEFAULT = new BatchLimits(1 << 20, 8 << 20, 64 << 20, 16_384);

    public BatchLimits
    {
        if (targetBytes < 1 || maxBytes < targetBytes || maxRowBytes < maxBytes || maxRows < 1) {
            throw new IllegalArgumentException("A batch has room for a row, and its target is within its limits");
        }
    }
}
