using ClusterSample.Silos;

namespace ClusterSample.Tests.Silos;

public sealed class SiloGroupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_folder_that_silos_use_elsewhere_stays()
    {
        string mark = Path.Combine(_folder.FullName, "folder.id");
        await File.WriteAllTextAsync(mark, "here");
        ClusterOptions options = new(Silos: 3, Candidates: 2, Steps: 1_000, _folder.FullName) { Elsewhere = true };
        // Nothing says where they find each other.
        await Assert.ThrowsAsync<IOException>(() => SiloGroup.OpenAsync(options, _folder.FullName));
        Assert.Equal("here", await File.ReadAllTextAsync(mark));
    }
}
