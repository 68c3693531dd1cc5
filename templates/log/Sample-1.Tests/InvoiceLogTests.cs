using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using DeepQ.MLNet.Export;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Sample_1.Tests;

public sealed class InvoiceLogTests(LearnedPolicy learned) : IClassFixture<LearnedPolicy>
{
    [Fact]
    public void Every_row_of_the_log_can_be_used()
    {
        LoggedDataReport report = learned.Trainer.Inspect(learned.Log);

        Assert.Equal(3_000, report.Episodes);
        Assert.Equal(0, report.FindingCount);
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [InlineData("1,1,new,,wait,0,true", "'State'")]
    [InlineData("1,1,new,10,wait,,true", "'Profit'")]
    public void What_a_row_lacks_is_an_error_that_names_the_column(string row, string column)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        File.WriteAllText(path, $"{File.ReadLines(InvoiceLog.DefaultPath).First()}\n0,1,\"new\",10,call,0,true\n{row}\n");
        try
        {
            var error = Assert.Throws<ArgumentException>(
                () => learned.Trainer.Inspect(InvoiceLog.Read(learned.MLContext, path)));
            Assert.Contains(column, error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_policy_is_worth_more_than_what_was_done()
    {
        PolicyMetrics worth = learned.MLContext.ReinforcementLearning.Evaluate(
            learned.Judge, learned.Policy, learned.Settings, InvoiceLog.Judging());

        Assert.True(worth.FittedQ!.Value > worth.LoggedReturn!.Upper, worth.ToString());
        Assert.True(worth.DoublyRobust!.Lower > worth.LoggedReturn.Value, worth.ToString());
    }

    [Fact]
    public void The_exported_file_has_new_customers_called_by_itself()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.onnx");
        try
        {
            learned.MLContext.ReinforcementLearning.ExportToOnnx(learned.Policy, learned.Log, path);

            // Only ONNX Runtime from here on, as in a program in any language.
            using InferenceSession session = new(path);
            using var results = session.Run(
                [Column("Customer", "new"), Column("Amount", 70f), Column("Week", 1f)], ["Action"]);
            long action = results.Single().AsEnumerable<long>().Single();

            Assert.Equal("call", learned.Policy.Policy.ActionNames[(int)action]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static NamedOnnxValue Column<T>(string name, T value) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(new[] { value }, [1, 1]));
}
