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
package io.glaux.metering;

/**
 * Extra credentials by which the coordinator tells every node whose query a read belongs to, where a connector passes
 * on an identity but not a session. The coordinator overwrites what a client sends under these names. They hold names,
 * no secrets.
 */
public final class QueryStamp
{
    /**
     * Trino's query id.
     */
    public static final String QUERY_ID = "glaux.query-id";

    /**
     * The workgroup that the query runs in.
     */
    public static final String WORKGROUP = "glaux.workgroup";

    /**
     * {@code true} when requests to storage say that the requester pays.
     */
    public static final String REQUESTER_PAYS = "glaux.requester-pays";

    private QueryStamp() {}
}
