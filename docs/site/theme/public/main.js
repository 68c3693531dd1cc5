export default {
  iconLinks: [{ icon: 'github', href: 'https://github.com/deepq-mlnet/DeepQ.MLNet', title: 'GitHub' }],

  // Commands and outputs are no language, and none is to be guessed.
  configureHljs: hljs => hljs.configure({ languages: [] }),
}
