# A command for the eye: quoted as bash would, secrets masked word by word, blanks and all.

secret='(password|passwd|secret|token|credential|access[._-]?key)'

show_word() {
  local word="$1" shown
  shopt -s nocasematch
  if [[ "$word" =~ ^[A-Z._-]*$secret[A-Z._-]*= && ! "$word" =~ ^[A-Z._-]*-file= ]]; then
    word="${word%%=*}=_masked_"
  else
    word="$(sed -E "s/($secret[A-Z._-]*=)[^;&]*/\1_masked_/Ig; s#(://[^/:@]*):[^/@]*@#\1:_masked_@#g" <<<"$word")"
  fi
  shopt -u nocasematch
  printf -v shown '%q' "$word"
  printf '%s ' "${shown//_masked_/***}"
}

show() {
  local mask=false word
  for word in "$@"; do
    if $mask; then printf '*** '; mask=false; else show_word "$word"; fi
    case "${word,,}" in
      --*=*|--*-file) ;;
      --*password*|--*secret*|--*token*|--*credential*) mask=true ;;
    esac
  done
  echo
}
