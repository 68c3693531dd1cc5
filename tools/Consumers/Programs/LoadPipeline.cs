using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext(seed: 1);
ITransformer pipeline = mlContext.Model.Load("policy.zip", out _);
var states = mlContext.Data.LoadFromEnumerable([new Pole { State = [0, 0, 0.1f, 1] }, new Pole { State = [0, 0, -0.1f, -1] }]);
foreach (long[] action in pipeline.Transform(states).GetColumn<long[]>("Action"))
    Console.WriteLine($"action {action[0]}");

public class Pole { [VectorType(4)] public float[] State { get; set; } = []; }
