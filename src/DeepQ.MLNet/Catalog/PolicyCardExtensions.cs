using DeepQ.MLNet.Cards;
using DeepQ.Onnx.Graphs;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>Adds policy cards to <c>mlContext.ReinforcementLearning</c>.</summary>
public static class PolicyCardExtensions
{
    /// <param name="catalog">The catalog, <c>mlContext.ReinforcementLearning</c>.</param>
    extension(ReinforcementLearningCatalog catalog)
    {
        /// <summary>
        /// Writes a card for a policy file: what it is, its training, its value and its warnings. Next to
        /// <c>policy.onnx</c> this creates <c>policy.card.json</c> for programs, <c>policy.card.md</c> for people and,
        /// if values are known, <c>policy.card.svg</c>, a picture of them.
        /// </summary>
        /// <param name="modelPath">
        /// The policy file, which <c>ExportToOnnx</c> wrote, or a pipeline that <c>mlContext.Model.Save</c> wrote.
        /// </param>
        /// <param name="details">Details that are not in the file; null for none.</param>
        /// <returns>The card that was written.</returns>
        /// <exception cref="IOException">A file cannot be read or written.</exception>
        /// <exception cref="PolicyFormatException">The file does not contain a policy.</exception>
        public PolicyCard WriteCard(string modelPath, PolicyCardDetails? details = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(modelPath);
            PolicyCard card = PolicyCardFactory.Create(modelPath, details ?? new PolicyCardDetails());
            PolicyCardFiles.Write(modelPath, card);
            using IChannel channel = ((IHostEnvironment)catalog.Context).Start(nameof(WriteCard));
            channel.Info(
                MessageSensitivity.None, "Wrote a card for '{0}' with {1} warnings.", modelPath, card.Warnings.Count);
            return card;
        }
    }
}
