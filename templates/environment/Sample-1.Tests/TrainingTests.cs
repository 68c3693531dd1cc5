using DeepQ.Learning;
using DeepQ.MLNet;
using DeepQ.MLNet.Export;
using DeepQ.Serving;
using Microsoft.ML;

namespace Sample_1.Tests;

public class TrainingTests
{
    [Fact]
    public void The_exported_policy_parks_where_the_best_driver_would()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.onnx");
        try
        {
            MLContext mlContext = new(seed: 1);
            using TrainingResult training = Training.Run(mlContext);
            mlContext.ReinforcementLearning.ExportToOnnx(training, path);

            using OnnxPolicy policy = OnnxPolicy.Load(path);
            int[] distances = [.. Enumerable.Range(1, ParkingStreet.Spaces)];
            Assert.Equal(
                distances.Select(distance => distance <= BestRule.Compute().Distance),
                distances.Select(distance =>
                    policy.Act(ParkingStreet.Observe(distance, isFree: true)) == ParkingStreet.Park));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
