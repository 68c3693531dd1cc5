using DeepQ.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext(seed: 1);
using var policy = mlContext.ReinforcementLearning.LoadPolicy("policy.onnx");
var states = mlContext.Data.LoadFromEnumerable([new Pole { State = [0, 0, 0.1f, 1] }, new Pole { State = [0, 0, -0.1f, -1] }]);
foreach (long[] action in policy.Transform(states).GetColumn<long[]>("Action"))
    Console.WriteLine($"push {policy.Policy.ActionNames[(int)action[0]]}");

public class Pole { [VectorType(4)] public float[] State { get; set; } = []; }
