using DeepQ.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext(seed: 1);
using var policy = mlContext.ReinforcementLearning.LoadPolicy("policy.onnx");
var states = mlContext.Data.LoadFromEnumerable([new Pole { State = [0, 0, 0.1f, 1] }, new Pole { State = [0, 0, -0.1f, -1] }]);
var scored = policy.Transform(states);
var named = mlContext.Transforms.Conversion.MapKeyToValue("PredictedAction").Fit(scored).Transform(scored);
foreach (string action in named.GetColumn<string>("PredictedAction"))
    Console.WriteLine($"push {action}");

public class Pole { [VectorType(4)] public float[] State { get; set; } = []; }
