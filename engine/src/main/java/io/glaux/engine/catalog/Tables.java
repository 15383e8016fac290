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
package io.glaux.engine.catalog;

import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableResponse;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * The tables of a catalog and their versions.
 */
public interface Tables
{
    /**
     * The first version is 0.
     */
    CreateTableResponse create(Principal caller, CreateTableRequest request);

    GetTableResponse get(Principal caller, GetTableRequest request);

    /**
     * Tables of a database, in the order of their names; Expression is a pattern of names, see {@link NamePattern}.
     */
    GetTablesResponse list(Principal caller, GetTablesRequest request);

    /**
     * Replaces the table's definition and counts its version up. With a VersionId it is refused with
     * CONCURRENT_MODIFICATION unless that is the current version, so of two writers that saw the same version one wins.
     * The version before is archived unless SkipArchive is set.
     */
    UpdateTableResponse update(Principal caller, UpdateTableRequest request);

    /**
     * Deletes the table with its partitions, versions and statistics. Data files stay.
     */
    DeleteTableResponse delete(Principal caller, DeleteTableRequest request);

    BatchDeleteTableResponse batchDelete(Principal caller, BatchDeleteTableRequest request);

    SearchTablesResponse search(Principal caller, SearchTablesRequest request);

    GetTableVersionResponse getVersion(Principal caller, GetTableVersionRequest request);

    /**
     * The current version first, then those that are archived, newest first.
     */
    GetTableVersionsResponse listVersions(Principal caller, GetTableVersionsRequest request);

    /**
     * Deletes an archived version.
     */
    DeleteTableVersionResponse deleteVersion(Principal caller, DeleteTableVersionRequest request);

    BatchDeleteTableVersionResponse batchDeleteVersion(Principal caller, BatchDeleteTableVersionRequest request);
}
