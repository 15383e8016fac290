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
package io.glaux.engine.metering;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What the verifier of the ledger found.
 *
 * @param entries how many fit, from the first on
 * @param lastHash the hash of the last of them; empty when there is none
 * @param fault empty when all fit
 */
public record LedgerCheck(long entries, String lastHash, Optional<Fault> fault)
{
    public LedgerCheck
    {
        requireNonNull(lastHash, "lastHash is null");
        requireNonNull(fault, "fault is null");
    }

    /**
     * The first entry that does not fit.
     *
     * @param sequence its place in the chain; empty when it has none
     * @param queryId whose start or end it is; empty when the entry is not there
     * @param message a sentence that names the entry and what is wrong with it
     */
    public record Fault(Optional<Long> sequence, Optional<String> queryId, String message)
    {
        public Fault
        {
            requireNonNull(sequence, "sequence is null");
            requireNonNull(queryId, "queryId is null");
            requireNonNull(message, "message is null");
        }
    }
}
