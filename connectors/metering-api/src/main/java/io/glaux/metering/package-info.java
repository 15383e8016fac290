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
 * What a reader of bytes tells to whoever counts them, in types of the JDK only: the parent class loader loads this
 * package once, so that the engine and its plugins share it. A meter of the process is in
 * {@link io.glaux.metering.ScanMeters}.
 */
package io.glaux.metering;
