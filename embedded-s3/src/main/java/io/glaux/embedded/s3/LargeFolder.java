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
package io.glaux.embedded.s3;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sorted names in one folder that has more of them than a page of a listing. The store beneath reads a folder with
 * all attributes of its files again for each page, so that a listing takes the square of the folder's size.
 *
 * @param names of files, and of folders with a slash at their end
 */
record LargeFolder(List<String> names)
{
    private static final int PAGE = 1000;
    private static final int CACHED = 16;

    /**
     * A folder that has just changed may change once more within one tick of the file system's clock, and not show it.
     */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    /**
     * With this attribute a folder is itself an object, which listings of the store beneath have.
     */
    private static final String IS_OBJECT = "user.content-md5";

    LargeFolder
    {
        names = List.copyOf(names);
    }

    /**
     * The place of the first name of the folder that is this one or comes after it.
     *
     * @param inclusive false for the first that comes after it
     */
    int place(String name, boolean inclusive)
    {
        int found = Collections.binarySearch(names, name);
        if (found < 0) {
            return -found - 1;
        }
        return inclusive ? found : found + 1;
    }

    /**
     * Keeps the names of folders as long as they do not change.
     */
    static final class Cache
    {
        private final Map<Path, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(CACHED, 0.75f, true)
        {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Kept> eldest)
            {
                return size() > CACHED;
            }
        });

        /**
         * Empty for a folder that a page holds, that is not there, or that is an object too.
         */
        Optional<LargeFolder> find(Path folder)
                throws IOException
        {
            // asked each time: a folder becomes an object without a change of its time
            if (!Files.isDirectory(folder) || isObject(folder)) {
                return Optional.empty();
            }
            FileTime changed = Files.getLastModifiedTime(folder);
            Kept known = kept.get(folder);
            if (known != null && known.changed().equals(changed)) {
                LargeFolder names = known.names().get();
                if (names != null) {
                    return Optional.of(names);
                }
            }
            boolean isSettled = changed.toInstant().isBefore(Instant.now().minus(UNSETTLED));
            Optional<LargeFolder> read = read(folder);
            if (isSettled) {
                read.ifPresent(names -> kept.put(folder, new Kept(changed, new SoftReference<>(names))));
            }
            return read;
        }
    }

    private record Kept(FileTime changed, SoftReference<LargeFolder> names) {}

    private static Optional<LargeFolder> read(Path folder)
            throws IOException
    {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, child -> !isHidden(child))) {
            stream.forEach(children::add);
        }
        if (children.size() <= PAGE) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(children.size());
        for (Path child : children) {
            String name = child.getFileName().toString();
            names.add(Files.isDirectory(child) ? name + "/" : name);
        }
        Collections.sort(names);
        return Optional.of(new LargeFolder(names));
    }

    /**
     * The names that the store beneath keeps for itself.
     */
    private static boolean isHidden(Path child)
    {
        String name = child.getFileName().toString();
        return name.startsWith(".mpus-") || name.equals(".s3proxy-slash");
    }

    private static boolean isObject(Path folder)
            throws IOException
    {
        UserDefinedFileAttributeView attributes =
                Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
        return attributes != null && attributes.list().contains(IS_OBJECT);
    }
}
