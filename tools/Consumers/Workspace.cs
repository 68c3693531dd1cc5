using System.Xml.Linq;

namespace Consumers;

/// <summary>
/// A folder outside of the repository, in which projects restore the packages that were just made of it. Everything else
/// comes from where the machine has it: its package folder, then its feeds. Deleted when disposed.
/// </summary>
/// <param name="repository">The folder of the repository.</param>
internal sealed class Workspace(string repository) : IDisposable
{
    private readonly string _feed = Path.Combine(repository, "artifacts", "feed");
    private readonly XElement _pins = XElement.Load(Path.Combine(repository, "Directory.Packages.props"));

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("DeepQ.Consumers-").FullName;

    /// <summary>The folder with the templates, apart from those of the machine.</summary>
    public string TemplateHive => Path.Combine(Folder, "hive");

    private string PackageFolder => Path.Combine(Folder, "packages");

    private string Templates => Directory.GetFiles(_feed, "DeepQ.Templates.*.nupkg").Single();

    private string Version => Path.GetFileNameWithoutExtension(Templates)["DeepQ.Templates.".Length..];

    /// <summary>Makes the packages and puts what consumers find into the folder.</summary>
    /// <exception cref="FailureException">The packages cannot be made, or not be restored.</exception>
    public void Prepare()
    {
        if (Directory.Exists(_feed))
            Directory.Delete(_feed, recursive: true);
        Dotnet.Run(repository, "pack", "DeepQ.MLNet.sln", "--output", _feed);
        // LibTorch is half a gigabyte: links rather than copies, where the file system can.
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
            </Project>
            """);
        TakePackages();
        new XElement("configuration",
            new XElement("config", Setting("globalPackagesFolder", PackageFolder)),
            new XElement("fallbackPackageFolders", Setting("machine", MachinePackageFolder())),
            new XElement("packageSources", Setting("DeepQ", _feed)))
            .Save(Path.Combine(Folder, "nuget.config"));
        Dotnet.Run(Folder, "new", "install", Templates, "--debug:custom-hive", TemplateHive);
    }

    /// <summary>The version of a package that a consumer refers to.</summary>
    public string VersionOf(string package) => package.StartsWith("DeepQ.", StringComparison.Ordinal)
        ? Version
        : _pins.Descendants("PackageVersion").Single(pin => (string?)pin.Attribute("Include") == package)
            .Attribute("Version")!.Value;

    /// <summary>Where a package lies that was made here.</summary>
    public string PackageFile(string package) => Path.Combine(_feed, $"{package}.{Version}.nupkg");

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // From the feed alone, and before the others are looked for: whatever is found later is not of the same version.
    private void TakePackages()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "taken")).FullName;
        IEnumerable<XElement> packages =
            from path in Directory.GetFiles(_feed, "*.nupkg")
            where path != Templates
            let name = Path.GetFileName(path)[..^$".{Version}.nupkg".Length]
            select new XElement(
                "PackageDownload", new XAttribute("Include", name), new XAttribute("Version", $"[{Version}]"));
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"), new XElement("ItemGroup", packages))
            .Save(Path.Combine(folder, "taken.csproj"));
        Dotnet.Run(folder, "restore", $"-p:RestoreSources={_feed}", $"-p:RestorePackagesPath={PackageFolder}");
    }

    private static XElement Setting(string key, string value) =>
        new("add", new XAttribute("key", key), new XAttribute("value", value));

    private string MachinePackageFolder()
    {
        const string label = "global-packages:";
        string output = Dotnet.Run(Folder, "nuget", "locals", "global-packages", "--list");
        return output.Split('\n').Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim();
    }
}
