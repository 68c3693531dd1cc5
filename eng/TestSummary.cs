using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Says why tests were skipped, which failed and, as the last line, how many passed and failed in all test projects
/// together. It fails if a test failed, a test process died, or no test ran.
/// </summary>
public sealed class TestSummary : Task
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>The folder with a .trx file from each test project.</summary>
    [Required]
    public string Folder { get; set; }

    /// <summary>When the tests began, in UTC ticks: older files are of another run.</summary>
    public long Start { get; set; }

    /// <summary>Whether every test project ended well.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Whether MSBuild's terminal logger is on, which has lines of its own to write after those of a task.</summary>
    public bool TerminalLogger { get; set; }

    public override bool Execute()
    {
        ((IBuildEngine7)BuildEngine).AllowFailureWithoutError = true;
        List<XElement> runs = [.. Files().Select(file => XDocument.Load(file).Root.Element(Trx + "ResultSummary"))];
        int total = runs.Sum(run => Count(run, "total"));
        int executed = runs.Sum(run => Count(run, "executed"));
        int passed = runs.Sum(run => Count(run, "passed"));
        int failed = executed - passed;
        int skipped = total - executed;
        int died = runs.Count(Died);
        if (!Succeeded && failed == 0)
        {
            died = Math.Max(died, 1);
        }

        List<string> lines = ["", .. SkipReasons(runs), .. Failures(runs)];
        if (died > 0)
        {
            lines.Add("A test process died or did not start; the lines above say which.");
        }
        if (total == 0)
        {
            lines.Add("No test ran.");
        }
        lines.Add($"{passed} passed, {failed + died} failed" + (skipped > 0 ? $", {skipped} skipped" : ""));
        Write(string.Join(Environment.NewLine, lines));
        return total > 0 && failed + died == 0;
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*.trx").Where(file => File.GetLastWriteTimeUtc(file).Ticks >= Start)
            : [];

    private static int Count(XElement run, string counter) =>
        (int)run.Element(Trx + "Counters").Attribute(counter);

    // A run that failed without a test that failed.
    private static bool Died(XElement run) =>
        (string)run.Attribute("outcome") == "Failed" && Count(run, "executed") == Count(run, "passed");

    private static IEnumerable<string> SkipReasons(IEnumerable<XElement> runs) =>
        from result in runs.Ancestors().Descendants(Trx + "UnitTestResult")
        where (string)result.Attribute("outcome") == "NotExecuted"
        group result by result.Descendants(Trx + "Message").FirstOrDefault()?.Value into reason
        orderby reason.Key
        select $"{reason.Count()} skipped: {reason.Key}";

    private static IEnumerable<string> Failures(IEnumerable<XElement> runs) =>
        from result in runs.Ancestors().Descendants(Trx + "UnitTestResult")
        where (string)result.Attribute("outcome") == "Failed"
        let message = result.Descendants(Trx + "Message").FirstOrDefault()?.Value ?? ""
        let line = string.Join(" ", message.Split('\n').Select(part => part.Trim()))
        select $"failed: {(string)result.Attribute("testName")}: {(line.Length > 300 ? line.Substring(0, 300) + " ..." : line)}";

    private void Write(string text)
    {
        if (TerminalLogger)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine(text);
        }
        else
        {
            Console.WriteLine(text);
        }
    }
}
