namespace CartPoleSample.Tests;

public sealed class DemoOptionsTests : IDisposable
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
        (DemoOptions? options, int exitCode) = Parse();

        Assert.Equal(new DemoOptions(1, DemoOptions.DefaultSteps, Path.GetFullPath("artifacts/cartpole")), options);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Every_option_is_read()
    {
        (DemoOptions? options, _) = Parse("--seed", "7", "--steps=20000", "--out", "here");

        Assert.Equal(new DemoOptions(7, 20_000, Path.GetFullPath("here")), options);
    }

    [Fact]
    public void Help_lists_the_options_and_runs_nothing()
    {
        (DemoOptions? options, int exitCode) = Parse("--help");

        Assert.Null(options);
        Assert.Equal(0, exitCode);
        Assert.All(["--seed <number>", "--steps <number>", "--out <folder>"], option => Assert.Contains(
            option, _output.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--seed", "-1", "--seed is '-1'; it must be a whole number from 0 to 2,147,483,647.")]
    [InlineData("--seed", "2147483648", "--seed is '2147483648'; it must be a whole number from 0 to 2,147,483,647.")]
    [InlineData("--seed", "one", "--seed is 'one'; it must be a whole number from 0 to 2,147,483,647.")]
    [InlineData("--steps", "999", "--steps is '999'; it must be a whole number from 1,000 to 10,000,000.")]
    [InlineData("--steps", "1e5", "--steps is '1e5'; it must be a whole number from 1,000 to 10,000,000.")]
    [InlineData("--out", "", "--out is empty; it must be the path of a folder.")]
    public void A_bad_value_gets_one_line_that_says_what_would_be_right(string option, string value, string line)
    {
        (DemoOptions? options, int exitCode) = Parse(option, value);

        Assert.Null(options);
        Assert.Equal(2, exitCode);
        Assert.Equal($"{line}{Environment.NewLine}--help lists the options.{Environment.NewLine}", _errors.ToString());
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        string file = typeof(DemoOptions).Assembly.Location;

        (_, int exitCode) = Parse("--out", file);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"--out is '{file}', which is a file", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_named()
    {
        (_, int exitCode) = Parse("--sed", "3");

        Assert.Equal(2, exitCode);
        Assert.Contains("--sed", _errors.ToString(), StringComparison.Ordinal);
    }

    private (DemoOptions? Options, int ExitCode) Parse(params string[] args)
    {
        bool wanted = DemoOptions.TryParse(args, _output, _errors, out DemoOptions? options, out int exitCode);
        Assert.Equal(wanted, options is not null);
        return (options, exitCode);
    }
}
