using DeepQ.Learning;
using DeepQ.MLNet;
using Microsoft.ML;

namespace Sample_1;

public static class Training
{
    /// <summary>Learns to park, in a second or two.</summary>
    public static TrainingResult Run(MLContext mlContext)
    {
        DeepQTrainer trainer = mlContext.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options
        {
            Steps = 30_000,
            // A drive always ends, so a space to walk costs the same at any time.
            Gamma = 1,
        });
        return trainer.Train(new ParkingStreet());
    }
}
