using DeepQ.Learning;
using DeepQ.MLNet.Export;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>Adds export to ONNX to <c>mlContext.ReinforcementLearning</c>.</summary>
public static class OnnxExportExtensions
{
    /// <param name="catalog">The catalog, <c>mlContext.ReinforcementLearning</c>.</param>
    extension(ReinforcementLearningCatalog catalog)
    {
        /// <summary>
        /// Writes a trained network as an ONNX file that takes raw observations. The file includes what wrappers of the
        /// environment do with them, such as <c>NormalizeObservation</c>. It is run in ONNX Runtime and compared with
        /// the network at batch sizes 1, 3 and 64 before it is kept.
        /// </summary>
        /// <param name="training">The trained network.</param>
        /// <param name="path">The path of the file; its folder must exist.</param>
        /// <param name="observationName">The name of the observation, which becomes the name of the input column.</param>
        /// <param name="outputs">
        /// Optional inputs and outputs of the file: masks, margins, distributions; null for none.
        /// </param>
        /// <returns>The figures of the comparison.</returns>
        /// <exception cref="PolicyVerificationException">The file and the network differ; no file is written.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        /// <exception cref="ArgumentException">
        /// The network has no distributions, or there is only one action and so no margin; no file is written.
        /// </exception>
        /// <exception cref="NotSupportedException">
        /// The network is a module that does not describe its layers, or a wrapper does not describe how it transforms
        /// observations.
        /// </exception>
        public VerificationReport ExportToOnnx(
            TrainingResult training, string path, string observationName = "State", PolicyGraphOptions? outputs = null)
        {
            ArgumentNullException.ThrowIfNull(training);
            ArgumentException.ThrowIfNullOrEmpty(path);
            return TrainedPolicy.Write(catalog.Context, training, path, observationName, outputs);
        }

        /// <summary>
        /// Writes a trained network as an ONNX file with the inputs and outputs that a game engine expects. It is run in ONNX Runtime as
        /// the engine runs it, and compared with the network at batch sizes 1, 3 and 64 before it is kept.
        /// </summary>
        /// <param name="training">The trained network.</param>
        /// <param name="path">The path of the file; its folder must exist.</param>
        /// <param name="flavor">The engine.</param>
        /// <returns>The figures of the comparison, with all actions allowed.</returns>
        /// <exception cref="PolicyVerificationException">The file and the network differ; no file is written.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        /// <exception cref="NotSupportedException">
        /// The network is a module that does not describe its layers, or a wrapper does not describe how it transforms
        /// observations.
        /// </exception>
        public VerificationReport ExportToOnnx(TrainingResult training, string path, EngineFlavor flavor)
        {
            ArgumentNullException.ThrowIfNull(training);
            ArgumentException.ThrowIfNullOrEmpty(path);
            return TrainedPolicy.Write(catalog.Context, training, path, flavor);
        }

        /// <summary>
        /// Writes a fitted policy and all transforms that make its state as one ONNX file: raw columns in, Q-values and
        /// action out. The file is run in ONNX Runtime and compared with the model, row by row, before it is kept.
        /// </summary>
        /// <remarks>
        /// Inputs have the names of the raw columns from which the state is made, [rows, 1] or [rows, slots]; outputs
        /// have those of <see cref="DeepQTransformer.Columns"/>. Margins, distributions and required masks of the
        /// policy, requested by <see cref="DeepQTrainer.Options.Outputs"/>, are also in the file. Transforms that the
        /// state does not depend on are left out.
        /// </remarks>
        /// <param name="model">A policy, or a pipeline with one; later steps are left out.</param>
        /// <param name="data">Rows for the comparison, as input of the model.</param>
        /// <param name="path">The path of the file; its folder must exist.</param>
        /// <param name="rows">The greatest number of rows to compare.</param>
        /// <returns>The figures of the comparison.</returns>
        /// <exception cref="ArgumentException">The model has no policy, or there are no rows.</exception>
        /// <exception cref="NotSupportedException">
        /// A transform has no ONNX form; the message names it. Or ML.NET's ONNX form of a transform does not run.
        /// </exception>
        /// <exception cref="PolicyVerificationException">The file and the model differ; no file is written.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public VerificationReport ExportToOnnx(ITransformer model, IDataView data, string path, int rows = 1000)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(data);
            ArgumentException.ThrowIfNullOrEmpty(path);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
            WholeFile.Try(path);
            PolicyInChain found = PolicyInChain.Find(model);
            byte[] bytes = PipelineOnnx.Write(catalog.Context, found, data.Schema);
            PipelineComparison comparison = new(catalog.Context, found.UpToPolicy, data, found.Policy, rows);
            VerificationReport report = VerifiedFile.Write(path, bytes, comparison.Run);
            using IChannel channel = ((IHostEnvironment)catalog.Context).Start(nameof(ExportToOnnx));
            channel.Info(MessageSensitivity.None, "Wrote '{0}': {1}.", path, report);
            if (Refusal(bytes) is { } refusal)
            {
                channel.Warning(
                    MessageSensitivity.None,
                    "ONNX Runtime runs '{0}', but OnnxPolicy, LoadPolicy and AddDeepQPolicy do not load it. {1} Use another " +
                    "transform for that, such as OneHotEncoding in place of OneHotHashEncoding, or serve the pipeline as ML.NET " +
                    "saves it.",
                    path,
                    PipelineOnnx.Unknown(catalog.Context, found, data.Schema) is { } step ? $"{step}, which they refuse." : refusal);
            }

            return report;
        }
    }

    private static string? Refusal(byte[] model)
    {
        try
        {
            OnnxGuard.Check(model, OnnxProfile.Pipeline, OnnxLimits.None);
            return null;
        }
        catch (PolicyFormatException refusal)
        {
            return refusal.Message;
        }
    }
}
