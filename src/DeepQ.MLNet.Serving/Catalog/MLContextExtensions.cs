using Microsoft.ML;

namespace DeepQ.MLNet;

/// <summary>Adds reinforcement learning to <see cref="MLContext"/>.</summary>
public static class MLContextExtensions
{
    extension(MLContext context)
    {
        /// <summary>The trainers and policies of reinforcement learning.</summary>
        public ReinforcementLearningCatalog ReinforcementLearning => new(context);
    }
}
