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
package io.glaux.reference.scan;

import io.glaux.source.Feature;

import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * How scans are planned and read.
 *
 * @param seed of what a capricious source takes
 * @param rowsOfSplit at most
 * @param rowsOfPage at most; a page ends sooner when it has a mebibyte
 * @param isResumable whether a read can go on behind a row
 */
public record ScanSettings(
        Set<Feature> features,
        Willingness willingness,
        long seed,
        long rowsOfSplit,
        int rowsOfPage,
        boolean isResumable)
{
    public ScanSettings
    {
        features = Set.copyOf(features);
        requireNonNull(willingness, "willingness is null");
        if (rowsOfSplit < 1 || rowsOfPage < 1) {
            throw new IllegalArgumentException("Splits and pages have rows");
        }
    }
}
