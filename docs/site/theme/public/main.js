export default {
  iconLinks: [{ icon: 'github', href: 'https://github.com/deepq-mlnet/DeepQ.MLNet', title: 'GitHub' }]
}
