using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using DeepQ.Onnx.Verification;
using Microsoft.ML;
using Sample_1;

MLContext mlContext = new(seed: 1);
IDataView log = InvoiceLog.Read(mlContext, args is [var path] ? path : InvoiceLog.DefaultPath);
DeepQTrainer.Options settings = InvoiceLog.Settings(mlContext);
// Conservative Q-learning avoids actions that the log does not contain: unlike an environment, a log cannot be asked to
// try them.
DeepQTrainer trainer = mlContext.ReinforcementLearning.Trainers.Cql(settings);

// Rows that cannot be used are reported here, before training.
LoggedDataReport report = trainer.Inspect(log);
Console.WriteLine($"{report.Rows} rows of {report.Episodes} invoices, {report.FindingCount} with issues");
foreach (object finding in report.Findings)
    Console.WriteLine(finding);

(IDataView learn, IDataView judge) = InvoiceLog.Split(mlContext, log);
using DeepQTransformer policy = trainer.Fit(learn);

PolicyMetrics worth = mlContext.ReinforcementLearning.Evaluate(judge, policy, settings, InvoiceLog.Judging());
Console.WriteLine($"""

    What an invoice brings in, with 95% intervals, by {worth.Episodes} invoices that were not learned from
      as it was done  {worth.LoggedReturn}
      as learned      {worth.FittedQ} by fitted Q, {worth.DoublyRobust} by the doubly robust estimate
    """);
foreach (string warning in worth.Warnings)
    Console.WriteLine($"  ! {warning}");

// One file, including the transforms. It is run on the log and compared with the policy before it is saved.
VerificationReport verification = mlContext.ReinforcementLearning.ExportToOnnx(policy, log, "policy.onnx");
Console.WriteLine($"\npolicy.onnx: {verification}");

Console.WriteLine("\nWhat to do in the first week");
using var engine = mlContext.Model.CreatePredictionEngine<InvoiceRow, InvoiceDecision>(
    policy, new PredictionEngineOptions { OwnsTransformer = false });
foreach (string customer in new[] { "new", "regular" })
{
    foreach (float amount in new[] { 10, 70 })
    {
        InvoiceDecision decision = engine.Predict(new() { Customer = customer, Amount = amount, Week = 1 });
        string action = policy.Policy.ActionNames[(int)decision.PredictedAction - 1];
        Console.WriteLine($"  {customer} customer, owes {amount}: {action}, expect {decision.QValues.Max():F0}");
    }
}
