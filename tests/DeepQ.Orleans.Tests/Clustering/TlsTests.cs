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
    private readonly LoggedLines _log = new();
    private (int Silo, int Gateway) _first;

    private IPEndPoint[] Gateways => [new(IPAddress.Loopback, _first.Gateway)];

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
        // It takes its time, so that the actors of one silo do not make all steps before those of the other one are there.
        TrainingDefinition training = Ponds.Training(() => Thread.Sleep(1), steps: 2_000);
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
        Assert.Equal((StopReason.Completed, 2_000), (result.StopReason, result.Steps));
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

    private async Task StartSiloAsync(int number, TrainingDefinition training, Action<TlsOptions> tls)
    {
        (int Silo, int Gateway) own = await _cluster.StartSiloAsync($"silo {number}", (silo, ports) =>
        {
            IPEndPoint first = new(IPAddress.Loopback, number == 0 ? ports.Silo : _first.Silo);
            silo.UseDevelopmentClustering(first).UseTls(tls);
            silo.AddDeepQTrainings([training], options => options.Folder = _folder.Path);
        });
        if (number == 0)
            _first = own;
    }

    private sealed class Last<T>(Action<T> take) : IProgress<T>
    {
        public void Report(T value) => take(value);
    }
}
