using System.Net;
using System.Security.Cryptography.X509Certificates;
using DeepQ.Learning;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Tests.Support;
using Orleans.Connections.Security;
using Orleans.Runtime.Messaging;

namespace DeepQ.Orleans.Tests.Clustering;

/// <summary>Silos and clients that show each other certificates of one authority, and others that have none of it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JoinedCluster _cluster = new();
    private readonly CertificateAuthority _own = new("trainings");
    private readonly CertificateAuthority _other = new("somebody else");
    private readonly int[] _ports = FreePorts.Find(4);
    private readonly LoggedLines _log = new();

    private IPEndPoint First => new(IPAddress.Loopback, _ports[0]);

    private IPEndPoint[] Gateways => [new(IPAddress.Loopback, _ports[1])];

    public void Dispose()
    {
        _cluster.Dispose();
        _log.Dispose();
        _own.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Silos_and_a_client_with_certificates_of_one_authority_train()
    {
        TrainingDefinition training = Ponds.Training(steps: 1_000);
        await StartSiloAsync(0, training, Trusting(_own, "one"));
        await StartSiloAsync(1, training, Trusting(_own, "two"));
        IClusterClient client = await _cluster.ConnectAsync(
            one => one.UseStaticClustering(Gateways).UseTls(Trusting(_own, "client")), _log);
        ClusterTrainingStatus? last = null;
        using TrainingResult result = await client.TrainAsync(training, new ClusterTrainingOptions
        {
            Distribution = Ponds.Plan,
            PollInterval = TimeSpan.FromMilliseconds(50),
            Status = new Last<ClusterTrainingStatus>(one => last = one),
        }).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 1_000), (result.StopReason, result.Steps));
        Assert.Equal(["silo 0", "silo 1"], last!.StepsBySilo.Keys.Order());
    }

    [Theory]
    [InlineData(true, "Authentication failed")]
    [InlineData(false, "Connection terminated prematurely")]
    public async Task A_client_without_a_certificate_of_the_authority_is_not_let_in(bool hasOther, string expected)
    {
        await StartSiloAsync(0, Ponds.Training(), Trusting(_own, "one"));
        await Assert.ThrowsAsync<ConnectionFailedException>(() => _cluster.ConnectAsync(
            one =>
            {
                one.UseStaticClustering(Gateways);
                if (hasOther)
                    one.UseTls(Trusting(_other, "stranger"));
            },
            _log).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains(_log.All, line => line.Contains(expected, StringComparison.Ordinal));
    }

    private static Action<TlsOptions> Trusting(CertificateAuthority authority, string name) => tls =>
    {
        tls.LocalCertificate = X509CertificateLoader.LoadPkcs12(authority.Issue(name), null);
        (tls.RemoteCertificateMode, tls.ClientCertificateMode) =
            (RemoteCertificateMode.RequireCertificate, RemoteCertificateMode.RequireCertificate);
        tls.RemoteCertificateValidation = (certificate, _, _) => authority.HasIssued(certificate);
    };

    private Task StartSiloAsync(int number, TrainingDefinition training, Action<TlsOptions> tls) =>
        _cluster.StartSiloAsync(
            $"silo {number}",
            (_ports[2 * number], _ports[(2 * number) + 1]),
            silo =>
            {
                silo.UseDevelopmentClustering(First).UseTls(tls);
                silo.AddDeepQTrainings([training], options => options.Folder = _folder.Path);
            });

    private sealed class Last<T>(Action<T> take) : IProgress<T>
    {
        public void Report(T value) => take(value);
    }
}
