namespace DeepQ.MLNet;

/// <summary>Adds the trainers to <c>mlContext.ReinforcementLearning</c>.</summary>
public static class TrainersExtensions
{
    /// <param name="catalog">The catalog, <c>mlContext.ReinforcementLearning</c>.</param>
    extension(ReinforcementLearningCatalog catalog)
    {
        /// <summary>The trainers.</summary>
        public ReinforcementLearningTrainers Trainers => new(catalog.Context);
    }
}
