/**
 * JDK Flight Recorder files as anybody may send them: {@code Chunk} walks one, {@code
 * RecordingScreen} takes out the text that must not be kept, {@code RecordingDecoder} makes stacks
 * of the samples.
 */
package io.tocsin.collector.recording;
