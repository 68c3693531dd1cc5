using System.Diagnostics;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>Tables that do not fit, in a process that has a gigabyte: it says so, and is not killed.</summary>
[Trait("Category", "Slow")]
public sealed class MemoryLimitTests
{
    private const long Limit = 1L << 30;

    [MemoryLimitTheory]
    [InlineData("rows", "^The first [0-9]+ rows take [0-9.]+ MB, but [0-9.]+ MB are available, eight tenths of what is free")]
    [InlineData("wide", "^The first [0-9]+ rows take ")]
    [InlineData("sparse", "^The first [0-9]+ rows take ")]
    [InlineData("masks", "^The first [0-9]+ rows take ")]
    [InlineData("episodes", "^The first [0-9]+ rows take ")]
    [InlineData("decisions", "^The first [0-9]+ rows take ")]
    [InlineData("words", "^The first [0-9]+ rows take ")]
    [InlineData("held out", "^[0-9]+ transitions are copied from the others and take ")]
    [InlineData("evaluate", "^Evaluating a policy on 1500000 transitions of 1500000 episodes takes ")]
    public void What_does_not_fit_is_told(string table, string told)
    {
        (int code, string last, string errors) = Run(table);
        Assert.True(code == 1, $"It ended with {code}, said '{last}' and {errors}");
        Assert.Matches(told, last);
    }

    [MemoryLimitTheory]
    [InlineData("finite")]
    [InlineData("held out")]
    [InlineData("evaluate wide")]
    public void In_a_file_it_fits(string table)
    {
        using TemporaryFolder folder = new();
        (int code, string last, string errors) = Run(table, folder.Path);
        Assert.True(code == 0, $"It ended with {code}, said '{last}' and {errors}");
        Assert.Equal("learned", last);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static (int Code, string Last, string Errors) Run(params string[] arguments)
    {
        using MemoryGroup group = new(Limit);
        // Both are built into neighboring folders.
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string program = Path.Combine(here, "..", "..", "LargeTables", Path.GetFileName(here), "LargeTables.dll");
        // The limit must stand when the runtime begins.
        ProcessStartInfo start = new(
            "/bin/sh", ["-c", "echo $$ > \"$0\" && exec dotnet \"$@\"", group.Processes, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd().Split('\n')[^1], errors.Result);
    }
}
