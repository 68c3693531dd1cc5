// dotnet run eng/coverage.cs: how much of the environments and the learning core their tests reach.
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

string root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
// Lines are marked and not counted: counting each makes loops over vectors many times slower.
const string Once = "DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.SingleHit=true";

List<string> lines = [];
foreach (string name in new[] { "DeepQ.Environments", "DeepQ.Learning" })
{
    string results = Path.Combine(root, "artifacts", "coverage", name);
    if (Directory.Exists(results))
        Directory.Delete(results, recursive: true);
    using Process tests = Process.Start("dotnet",
    [
        "test", Path.Combine(root, "tests", $"{name}.Tests"), "-c", "Release", "--nologo",
        "--collect", "XPlat Code Coverage", "--results-directory", results, "--", Once,
    ]);
    tests.WaitForExit();
    if (tests.ExitCode != 0)
        return tests.ExitCode;

    string report = Directory.GetFiles(results, "coverage.cobertura.xml", SearchOption.AllDirectories)[0];
    double rate = XDocument.Load(report).Descendants("package")
        .Where(package => (string?)package.Attribute("name") == name)
        .Select(package => (double)package.Attribute("line-rate")!)
        .Single();
    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {100 * rate:F1}% of the lines"));
}

lines.ForEach(Console.WriteLine);
return 0;
