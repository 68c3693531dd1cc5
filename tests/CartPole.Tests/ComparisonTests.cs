namespace CartPoleSample.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Runs_are_put_side_by_side_in_a_page()
    {
        string page = Path.Combine(_folder, "page.html");
        Assert.Equal(0, Comparison.Run([Run("a"), Run("b"), "--page", page], _output, _errors));
        Assert.Equal(page, _output.ToString().Trim());
        Assert.Contains("<th class=\"number\">a</th><th class=\"number\">b</th>", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_there_is_told()
    {
        Assert.Equal(1, Comparison.Run([Path.Combine(_folder, "nothing")], _output, _errors));
        Assert.Contains("There is neither", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Comparison.Run([], _output, _errors));
    }

    private string Run(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "metrics.csv"), "step,metric,value\n100,evaluation/mean_return,20\n");
        return folder;
    }
}
