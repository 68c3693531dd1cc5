using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DeepQ.Tool.Tests;

public sealed class NoticesTests
{
    [Fact]
    public void Every_library_in_the_package_has_its_license_told()
    {
        string notices = File.ReadAllText(Path.Combine(SourceFolder(), "THIRD-PARTY-NOTICES.txt"));
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "DeepQ.Tool.deps.json")));
        string[] libraries =
        [
            .. assets.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Name.Split('/')[0]),
        ];
        Assert.NotEmpty(libraries);
        Assert.All(libraries, library => Assert.Contains(library, notices, StringComparison.Ordinal));
    }

    private static string SourceFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "src", "DeepQ.Tool"));
}
