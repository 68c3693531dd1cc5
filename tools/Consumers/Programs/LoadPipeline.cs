using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext(seed: 1);
ITransformer pipeline = mlContext.Model.Load("policy.zip", out _);
var states = mlContext.Data.LoadFromEnumerable([new Pole { State = [0, 0, 0.1f, 1] }, new Pole { State = [0, 0, -0.1f, -1] }]);
foreach (uint key in pipeline.Transform(states).GetColumn<uint>("PredictedAction"))
    Console.WriteLine($"action {key - 1}");

public class Pole { [VectorType(4)] public float[] State { get; set; } = []; }
