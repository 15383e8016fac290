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
/**
 * The S3 server that Glaux starts when no other storage is configured: s3proxy over a data folder. It lives in a class
 * loader of its own, so its libraries never meet those of the engine; the engine calls {@code EmbeddedS3Server.start}
 * by reflection and both sides share nothing but types of the JDK.
 */
package io.glaux.embedded.s3;
