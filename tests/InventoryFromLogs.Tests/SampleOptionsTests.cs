namespace InventorySample.Tests;

public sealed class SampleOptionsTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void Without_arguments_the_defaults_are_taken()
    {
        (SampleOptions? options, int exitCode) = Parse();

        Assert.Equal(new(1, 1, SampleOptions.DefaultWeeks, Path.GetFullPath("artifacts/inventory")), options);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Every_option_is_read()
    {
        (SampleOptions? options, _) = Parse("--seed", "7", "--seeds=5", "--weeks", "300", "--out", "here");

        Assert.Equal(new SampleOptions(7, 5, 300, Path.GetFullPath("here")), options);
    }

    [Theory]
    [InlineData("--seeds", "0", "--seeds is '0'; it must be a whole number from 1 to 100.")]
    [InlineData("--weeks", "99", "--weeks is '99'; it must be a whole number from 100 to 100,000.")]
    public void A_bad_value_gets_one_line_that_says_what_would_be_right(string option, string value, string line)
    {
        (SampleOptions? options, int exitCode) = Parse(option, value);

        Assert.Null(options);
        Assert.Equal(2, exitCode);
        Assert.Equal($"{line}{Environment.NewLine}--help lists the options.{Environment.NewLine}", _errors.ToString());
    }

    private (SampleOptions? Options, int ExitCode) Parse(params string[] args)
    {
        bool wanted = SampleOptions.TryParse(args, _output, _errors, out SampleOptions? options, out int exitCode);
        Assert.Equal(wanted, options is not null);
        return (options, exitCode);
    }
}
