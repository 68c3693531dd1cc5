namespace ClusterSample.Tests;

public sealed class ClusterOptionsTests
{
    [Theory]
    [InlineData("--silos", "1")]
    [InlineData("--steps", "10")]
    [InlineData("--redis", "somewhere")]
    [InlineData("--redis", ":6379")]
    [InlineData("--dashboard", "70000")]
    public void A_value_out_of_range_is_refused(string option, string value)
    {
        StringWriter errors = new();
        Assert.False(ClusterOptions.TryParse([option, value], TextWriter.Null, errors, out _, out int exitCode));
        Assert.Equal(2, exitCode);
        Assert.Contains(option, errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sweep", "--kills", "2")]
    [InlineData("--kills", "2", "--elsewhere")]
    [InlineData("--measure", "--measure-actors")]
    public void What_cannot_be_done_at_once_is_refused(params string[] args)
    {
        StringWriter errors = new();
        Assert.False(ClusterOptions.TryParse(args, TextWriter.Null, errors, out _, out int exitCode));
        Assert.Equal(2, exitCode);
        Assert.Contains("exclude each other", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(8_080, "--dashboard")]
    [InlineData(9_000, "--dashboard", "9000")]
    public void The_dashboard_has_a_port_if_it_is_asked_for(int? port, params string[] args)
    {
        Assert.True(ClusterOptions.TryParse(args, TextWriter.Null, TextWriter.Null, out ClusterOptions? options, out _));
        Assert.Equal(port, options.Dashboard);
    }
}
