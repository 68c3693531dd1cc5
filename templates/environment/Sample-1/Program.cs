using DeepQ.Environments;
using DeepQ.Environments.Checking;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.MLNet;
using DeepQ.MLNet.Export;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using Microsoft.ML;
using Sample_1;

// A fault in the environment looks like a network that does not learn, so check the environment first.
IReadOnlyList<string> faults = EnvironmentChecker.Check(new ParkingStreet());
Console.WriteLine($"{faults.Count} faults found in {nameof(ParkingStreet)}");
foreach (string fault in faults)
    Console.WriteLine(fault);
if (faults.Count > 0)
    return 1;

MLContext mlContext = new(seed: 1);
using TrainingResult training = Training.Run(mlContext);
Console.WriteLine($"Learned from {training.Steps:N0} steps in {training.Elapsed.TotalSeconds:F1} s");

// The file is run and compared with the network before it is saved.
VerificationReport report = mlContext.ReinforcementLearning.ExportToOnnx(training, "policy.onnx");
Console.WriteLine($"policy.onnx: {report}");

// From here on, only the file acts, as in production.
using OnnxPolicy policy = OnnxPolicy.Load("policy.onnx");
EvaluationResult drives = PolicyEvaluation.Run(
    new ParkingStreet(), state => policy.Act(state), episodes: 10_000, new Xoshiro256(seed: 2));
BestRule best = BestRule.Compute();
int from = Enumerable.Range(1, ParkingStreet.Spaces)
    .LastOrDefault(distance => policy.Act(ParkingStreet.Observe(distance, isFree: true)) == ParkingStreet.Park);
Console.WriteLine($"A drive costs {-drives.MeanReturn:F2}; the best possible is {best.Cost:F2}");
Console.WriteLine($"Takes a free space from {from} before the theater on; the best is from {best.Distance} on");
return 0;
