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

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Makes writes atomic for readers. The file store beneath writes each object first to a file {@code NAME-UUID} beside
 * its place and then renames it; until then, and for ever after a crash, that file shows in listings as an object. Here
 * the store writes to a hidden name (it hides what begins with {@code .mpus-}) and the finished file is moved to its
 * place. A multipart upload is put together under its own name, so its file is left out of listings while it grows, and
 * a note tells the next start about it.
 */
final class StagedBlobStore
        extends ForwardingBlobStore
{
    private static final String STAGED = ".mpus-glaux-object-";
    private static final String COMPLETING = ".mpus-glaux-completing-";
    private static final Pattern GROWING =
            Pattern.compile("(.*)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.DOTALL);
    private static final int ATTEMPTS = 100;

    private final Path root;
    private final LargeFolder.Cache largeFolders = new LargeFolder.Cache();

    /**
     * Objects that are put together now, with how many requests do it.
     */
    private final Map<Path, Integer> completing = new ConcurrentHashMap<>();

    StagedBlobStore(BlobStore delegate, Path root)
    {
        super(delegate);
        this.root = requireNonNull(root, "root is null");
    }

    /**
     * Removes what writes left behind that were cut off by the end of the process.
     */
    static void sweep(Path root)
            throws IOException
    {
        for (Path bucket : children(root, "*")) {
            if (Files.isDirectory(bucket)) {
                for (Path staged : children(bucket, STAGED + "*")) {
                    Files.deleteIfExists(staged);
                }
                for (Path note : children(bucket, COMPLETING + "*")) {
                    sweepGrowing(bucket, note);
                    Files.deleteIfExists(note);
                }
            }
        }
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload)
    {
        if (request.key().endsWith("/")) {
            return super.putBlob(request, payload);
        }
        Path target = resolve(request.bucket(), request.key());
        Staging staging = new Staging(request.bucket());
        try {
            PutObjectRequest staged = request.toBuilder().key(staging.key()).ifNoneMatch(null).build();
            PutObjectResponse response = super.putBlob(staged, payload);
            if ("*".equals(request.ifNoneMatch())) {
                staging.publishNew(target);
                return response;
            }
            if (request.ifNoneMatch() != null) {
                requireOther(request);
            }
            staging.publish(target);
            return response;
        }
        finally {
            staging.discard();
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request)
    {
        if (request.destinationKey().endsWith("/")) {
            return super.copyBlob(request);
        }
        Path target = resolve(request.destinationBucket(), request.destinationKey());
        Staging staging = new Staging(request.destinationBucket());
        try {
            CopyObjectResponse response = super.copyBlob(request.toBuilder().destinationKey(staging.key()).build());
            staging.publish(target);
            return response;
        }
        finally {
            staging.discard();
        }
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload,
            CompleteMultipartUploadRequest request)
    {
        Path target = resolve(upload.containerName(), upload.blobName());
        Path note = root.resolve(upload.containerName()).resolve(COMPLETING + UUID.randomUUID());
        completing.merge(target, 1, Integer::sum);
        try {
            Files.writeString(note, upload.blobName());
            return super.completeMultipartUpload(upload, request);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        finally {
            discard(note);
            completing.computeIfPresent(target, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request)
    {
        Optional<ListObjectsV2Response> page = largeFolderPage(request);
        if (page.isPresent()) {
            return page.get();
        }
        ListObjectsV2Response response = super.list(request);
        List<S3Object> contents = response.contents().stream()
                .filter(object -> !isGrowing(request.bucket(), object.key()))
                .toList();
        if (contents.size() == response.contents().size()) {
            return response;
        }
        return response.toBuilder()
                .contents(contents)
                .keyCount(contents.size() + response.commonPrefixes().size())
                .build();
    }

    /**
     * A page of what is in one folder, when the folder is large.
     */
    private Optional<ListObjectsV2Response> largeFolderPage(ListObjectsV2Request request)
    {
        String prefix = request.prefix() == null ? "" : request.prefix();
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Path bucket = root.resolve(request.bucket());
        Path folder = bucket.resolve(parent).normalize();
        boolean isPlain = folder.equals(bucket) ? parent.isEmpty()
                : folder.startsWith(bucket) && (bucket.relativize(folder) + "/").equals(parent);
        if (!"/".equals(request.delimiter()) || !isPlain || request.maxKeys() == null || request.maxKeys() == 0) {
            return Optional.empty();
        }
        try {
            return largeFolders.find(folder).map(large -> page(request, large, prefix, parent));
        }
        catch (IOException | DirectoryIteratorException _) {
            // it goes while it is read: the store beneath knows what to say
            return Optional.empty();
        }
    }

    private ListObjectsV2Response page(
            ListObjectsV2Request request,
            LargeFolder folder,
            String prefix,
            String parent)
    {
        String start = prefix.substring(parent.length());
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        int place = folder.place(start, true);
        if (after != null && after.compareTo(prefix) >= 0) {
            // what starts with the prefix and is not before it starts with the folder's too, or is after all of it
            place = after.startsWith(parent) ? folder.place(after.substring(parent.length()), false)
                    : folder.names().size();
        }
        List<S3Object> objects = new ArrayList<>();
        List<CommonPrefix> folders = new ArrayList<>();
        String last = null;
        boolean isTruncated = false;
        for (; place < folder.names().size() && folder.names().get(place).startsWith(start); place++) {
            if (objects.size() + folders.size() == request.maxKeys()) {
                isTruncated = true;
                break;
            }
            String key = parent + folder.names().get(place);
            if (key.endsWith("/")) {
                folders.add(CommonPrefix.builder().prefix(key).build());
            }
            else if (!isGrowing(request.bucket(), key)) {
                object(request.bucket(), key).ifPresent(objects::add);
            }
            last = key;
        }
        return ListObjectsV2Response.builder()
                .contents(objects)
                .commonPrefixes(folders)
                .keyCount(objects.size() + folders.size())
                .isTruncated(isTruncated)
                .nextContinuationToken(isTruncated ? last : null)
                .build();
    }

    /**
     * An object as listings have it; empty when it has gone.
     */
    private Optional<S3Object> object(String bucket, String key)
    {
        HeadObjectResponse head = super.blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
        if (head == null) {
            return Optional.empty();
        }
        return Optional.of(S3Object.builder()
                .key(key)
                .eTag(head.eTag())
                .lastModified(head.lastModified())
                .size(head.contentLength())
                .storageClass(head.storageClass() == null ? StorageClass.STANDARD.toString()
                        : head.storageClassAsString())
                .build());
    }

    /**
     * Versions of objects are files beneath other names, which staging passes by.
     */
    @Override
    public boolean supportsVersioning()
    {
        return false;
    }

    /**
     * Whether a listed name is the file of an object that was being put together when it was listed: either it still
     * is, or the file has found its place by now.
     */
    private boolean isGrowing(String bucket, String key)
    {
        Matcher matcher = GROWING.matcher(key);
        return matcher.matches()
                && (completing.containsKey(root.resolve(bucket).resolve(matcher.group(1)))
                || !Files.exists(root.resolve(bucket).resolve(key)));
    }

    private void requireOther(PutObjectRequest request)
    {
        HeadObjectResponse current;
        try {
            current = super.blobMetadata(HeadObjectRequest.builder().bucket(request.bucket()).key(request.key())
                    .build());
        }
        catch (RuntimeException _) {
            // there is none
            return;
        }
        if (current != null && unquote(request.ifNoneMatch()).equals(unquote(String.valueOf(current.eTag())))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private Path resolve(String bucket, String key)
    {
        Path folder = root.resolve(bucket);
        Path path = folder.resolve(key).normalize();
        if (!path.startsWith(folder) || !folder.relativize(path).toString().equals(key)
                || hides(folder.relativize(path))) {
            throw S3Exceptions.invalidArgument(
                    "The embedded storage keeps objects as files: between slashes, a key must not have "
                            + "empty parts, '.', '..' or names that begin with .mpus-");
        }
        return path;
    }

    private static boolean hides(Path relative)
    {
        for (Path name : relative) {
            if (name.toString().startsWith(".mpus-")) {
                return true;
            }
        }
        return false;
    }

    private static String unquote(String eTag)
    {
        return eTag.replace("\"", "");
    }

    private static void sweepGrowing(Path bucket, Path note)
            throws IOException
    {
        FileTime begun = Files.getLastModifiedTime(note);
        Path target = bucket.resolve(Files.readString(note)).normalize();
        if (!target.startsWith(bucket) || !Files.isDirectory(target.getParent())) {
            return;
        }
        for (Path sibling : children(target.getParent(), "*")) {
            Matcher matcher = GROWING.matcher(sibling.getFileName().toString());
            if (matcher.matches()
                    && matcher.group(1).equals(target.getFileName().toString())
                    && Files.getLastModifiedTime(sibling).compareTo(begun) >= 0) {
                Files.deleteIfExists(sibling);
            }
        }
    }

    private static List<Path> children(Path folder, String glob)
            throws IOException
    {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(children::add);
        }
        return children;
    }

    private static void discard(Path file)
    {
        try {
            Files.deleteIfExists(file);
        }
        catch (IOException _) {
            // hidden, and swept at the next start
        }
    }

    /**
     * The hidden place of one object on its way.
     */
    private final class Staging
    {
        private final String name = STAGED + UUID.randomUUID();
        private final Path file;

        private Staging(String bucket)
        {
            file = root.resolve(bucket).resolve(name);
        }

        /**
         * The store refuses keys that begin as its hidden names do, so the name comes after a step that leads nowhere.
         */
        private String key()
        {
            return "./" + name;
        }

        private void publish(Path target)
        {
            inFolder(target, () ->
                    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        }

        /**
         * A link and not a move: of two writers one finds the name taken.
         */
        private void publishNew(Path target)
        {
            inFolder(target, () -> Files.createLink(target, file));
        }

        private void discard()
        {
            StagedBlobStore.discard(file);
        }

        /**
         * A delete removes folders that it leaves empty, so the folder may go before the file comes: then once more.
         */
        private static void inFolder(Path target, Publication publication)
        {
            for (int attempt = 1; ; attempt++) {
                try {
                    Files.createDirectories(target.getParent());
                    publication.run();
                    return;
                }
                catch (FileAlreadyExistsException e) {
                    throw S3Exceptions.preconditionFailed(e);
                }
                catch (NoSuchFileException e) {
                    if (attempt == ATTEMPTS) {
                        throw new UncheckedIOException(e);
                    }
                }
                catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Publication
    {
        void run()
                throws IOException;
    }
}
