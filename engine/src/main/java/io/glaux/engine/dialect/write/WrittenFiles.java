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
package io.glaux.engine.dialect.write;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.Table;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * The files that a statement added to a table of Hive's kind, and the data manifest: a list of their URIs, one a line,
 * as the page <a href="https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html">Finding query
 * output files</a> has it.
 */
public final class WrittenFiles
{
    private final Catalog catalog;
    private final StoredFiles files;

    public WrittenFiles(Catalog catalog, StoredFiles files)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.files = requireNonNull(files, "files is null");
    }

    /**
     * The folders that an INSERT has put files into.
     *
     * @param partitions names of the partitions; empty when they are not known
     */
    public Set<S3Folder> folders(Principal caller, Table table, Optional<List<String>> partitions)
    {
        Set<S3Folder> folders = new LinkedHashSet<>();
        for (String name : partitions.orElseGet(List::of)) {
            folders.add(S3Folder.of(name.isEmpty() ? table.storageDescriptor().location()
                    : partitionLocation(caller, table, name)));
        }
        return folders;
    }

    /**
     * The URIs of the files of a folder, of its folders too, that carry the id in their names.
     */
    public List<String> of(S3Folder folder, String engineQueryId)
    {
        return files.keys(folder, name -> name.contains(engineQueryId)).stream().map(folder::uri).toList();
    }

    /**
     * The same of the folders that an INSERT has put files into.
     */
    public List<String> of(Set<S3Folder> folders, String engineQueryId)
    {
        List<String> uris = new ArrayList<>();
        for (S3Folder folder : folders) {
            files.ownKeys(folder, name -> name.contains(engineQueryId)).forEach(key -> uris.add(folder.uri(key)));
        }
        return uris;
    }

    /**
     * Takes away all files of folders but those of one statement: it has overwritten them.
     */
    public void keepOnly(Set<S3Folder> folders, String engineQueryId)
    {
        for (S3Folder folder : folders) {
            files.delete(folder, files.keys(folder, name -> !name.contains(engineQueryId)));
        }
    }

    /**
     * @param uri where the manifest goes
     */
    public void writeManifest(String uri, List<String> uris)
    {
        int slash = uri.lastIndexOf('/');
        S3Folder folder = S3Folder.of(uri.substring(0, slash));
        files.write(
                folder,
                folder.prefix() + uri.substring(slash + 1),
                uris.stream().map(line -> line + "\n").collect(joining()));
    }

    private String partitionLocation(Principal caller, Table table, String name)
    {
        return LakeTables.findPartition(catalog, caller, table, values(name))
                .map(partition -> partition.storageDescriptor().location())
                .orElseGet(() -> S3Folder.of(table.storageDescriptor().location()) + name);
    }

    /**
     * The values in a name such as {@code year=2024/month=1}, in which Hive writes {@code %3A} for a colon.
     */
    static List<String> values(String name)
    {
        List<String> values = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            String value = part.substring(part.indexOf('=') + 1);
            // a plus stands for itself
            values.add(URLDecoder.decode(value.replace("+", "%2B"), UTF_8));
        }
        return values;
    }
}
